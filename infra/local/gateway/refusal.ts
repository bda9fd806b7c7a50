import type { ServiceResponse } from '../contract.ts';

/** A refusal in the words shared by all services; {@link answer} speaks it in the service's own protocol. */
export type Refusal =
  | { readonly reason: 'access-denied' | 'malformed' | 'unknown-key' | 'wrong-token' | 'wrong-signature' | 'wrong-payload-hash'; readonly message: string }
  | { readonly reason: 'throttled' | 'internal' | 'unknown-service' | 'not-implemented'; readonly message: string };

type Reason = Refusal['reason'];
interface Wording {
  readonly status: number;
  readonly code: string;
}

const JSON_CODES: Readonly<Record<Reason, Wording>> = {
  'access-denied': { status: 400, code: 'AccessDeniedException' },
  malformed: { status: 400, code: 'IncompleteSignatureException' },
  'unknown-key': { status: 400, code: 'UnrecognizedClientException' },
  'wrong-token': { status: 400, code: 'UnrecognizedClientException' },
  'wrong-signature': { status: 400, code: 'InvalidSignatureException' },
  'wrong-payload-hash': { status: 400, code: 'InvalidSignatureException' },
  throttled: { status: 400, code: 'ThrottlingException' },
  internal: { status: 500, code: 'InternalServerError' },
  'unknown-service': { status: 400, code: 'UnknownOperationException' },
  'not-implemented': { status: 400, code: 'UnknownOperationException' },
};

const XML_CODES: Readonly<Record<Reason, Wording>> = {
  'access-denied': { status: 403, code: 'AccessDenied' },
  malformed: { status: 400, code: 'AuthorizationHeaderMalformed' },
  'unknown-key': { status: 403, code: 'InvalidAccessKeyId' },
  'wrong-token': { status: 400, code: 'InvalidToken' },
  'wrong-signature': { status: 403, code: 'SignatureDoesNotMatch' },
  'wrong-payload-hash': { status: 400, code: 'XAmzContentSHA256Mismatch' },
  throttled: { status: 503, code: 'SlowDown' },
  internal: { status: 500, code: 'InternalError' },
  'unknown-service': { status: 501, code: 'NotImplemented' },
  'not-implemented': { status: 501, code: 'NotImplemented' },
};

/** The refusal as `service` would put it. */
export const answer = (service: string, { reason, message }: Refusal): ServiceResponse =>
  service === 's3' ? xml(XML_CODES[reason], message) : json(JSON_CODES[reason], message);

const json = ({ status, code }: Wording, message: string): ServiceResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
  // DynamoDB writes `message`, others `Message`; clients read either.
  body: JSON.stringify({ __type: code, message, Message: message }),
});

const xml = ({ status, code }: Wording, message: string): ServiceResponse => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`,
});

const escapeXml = (text: string): string => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
