import { createHash } from 'node:crypto';

/**
 * The name of a resource that the template does not name: `<stack>-<logicalId>`, always the same for the same resource.
 * Over `limit` characters it is cut and ends with a part of its own hash.
 */
export const physicalName = (stack: string, logicalId: string, limit: number): string => {
  const name = `${stack}-${logicalId}`;
  return name.length <= limit ? name : `${name.slice(0, limit - 9)}-${hash(name).slice(0, 8)}`;
};

/** An identifier of ten lower-case letters and digits, as API Gateway gives, always the same for the same resource. */
export const shortId = (stack: string, logicalId: string): string => `a${hash(`${stack}/${logicalId}`).slice(0, 9)}`;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
