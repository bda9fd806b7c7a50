import type { ServiceResponse } from '../contract.ts';
import { element, xmlAnswer } from './xml.ts';

const STATUS = {
  AccessForbidden: 403,
  AccessDenied: 403,
  BadDigest: 400,
  EntityTooSmall: 400,
  InvalidArgument: 400,
  InvalidDigest: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidURI: 400,
  MalformedXML: 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchObjectLockConfiguration: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NotImplemented: 501,
  ObjectLockConfigurationNotFoundError: 404,
  PreconditionFailed: 412,
} as const;

/** The error codes of S3 that this service speaks. */
export type S3ErrorCode = keyof typeof STATUS;

/** A refusal in S3's own words; thrown by operations and turned into its answer by the service. */
export class S3Error extends Error {
  readonly code: S3ErrorCode;
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: S3ErrorCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'S3Error';
    this.code = code;
    this.headers = headers;
  }
}

/** The XML answer for `error`, about `resource` (path as sent). */
export const errorAnswer = (error: S3Error, resource: string): ServiceResponse => {
  const body = element('Error', element('Code', error.code), element('Message', error.message), element('Resource', resource));
  return xmlAnswer(body, STATUS[error.code], error.headers);
};
