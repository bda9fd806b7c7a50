import { XMLParser } from 'fast-xml-parser';
import type { ServiceResponse } from '../contract.ts';

/** A piece of XML, already escaped. */
export interface Xml {
  readonly xml: string;
}

type Content = Xml | string | number | boolean | undefined | readonly Xml[];

/** An element; text is escaped, `undefined` left out. */
export const element = (name: string, ...content: readonly Content[]): Xml => ({ xml: `<${name}>${content.map(textOf).join('')}</${name}>` });

/** An element, or nothing if it had no content. */
export const optional = (name: string, content: string | number | undefined): readonly Xml[] =>
  content === undefined ? [] : [element(name, content)];

const textOf = (content: Content): string => {
  if (content === undefined) return '';
  if (typeof content !== 'object') return escape(String(content));
  return 'xml' in content ? content.xml : content.map((piece) => piece.xml).join('');
};

// Control characters other than tab and line ends have no form in XML 1.0; S3 writes them as references as well.
const escape = (text: string): string => text.replace(/[<>&"\r]/g, (character) => `&#${character.charCodeAt(0)};`);

/** An XML document as an answer, its root in S3's namespace unless it is an error. */
export const xmlAnswer = ({ xml }: Xml, status = 200, headers: Readonly<Record<string, string>> = {}): ServiceResponse => ({
  status,
  headers: { 'content-type': 'application/xml', ...headers },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml.startsWith('<Error>') ? xml : xml.replace('>', ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/">')}`,
});

const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true, isArray: (name) => name === 'Object' || name === 'Part' });

/** The content of the document's root element `root`; `undefined` if it is not such a document. */
export const parseXml = (body: Uint8Array, root: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const document = parser.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>;
    const content = document[root];
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};
