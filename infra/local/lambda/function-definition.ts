import { statSync } from 'node:fs';
import type { ResolvedAssembly, ResolvedResource } from '../assembly/resolve-assembly.ts';
import { isObject } from '../assembly/template.ts';
import { TemplateError } from '../assembly/template-error.ts';

/** A function of the template, as it is run here. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Folder with the code. */
  readonly directory: string;
  /** `index.handler`: file without extension, then the export. */
  readonly handler: string;
  /** Where it logs. */
  readonly logGroup: string;
  /** Seconds of real time. */
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Exactly the template's. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The definition of an `AWS::Lambda::Function`. Throws a {@link TemplateError} for code that is not an asset folder, and for runtimes other than Node. */
export const functionDefinition = (resource: ResolvedResource, { assets }: ResolvedAssembly): FunctionDefinition => {
  const where = `${resource.stack}/${resource.logicalId} (${resource.type})`;
  const { Code, Handler, Role, Runtime, Timeout = 3, MemorySize = 128, Environment, LoggingConfig } = resource.properties;
  const key = isObject(Code) ? Code['S3Key'] : undefined;
  const directory = typeof key === 'string' ? assets.get(key) : undefined;
  if (directory === undefined) throw new TemplateError(where, `its code is not an asset of the assembly: ${JSON.stringify(Code)?.slice(0, 200)}`);
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw new TemplateError(where, `its asset is not a folder: ${directory}`);
  if (typeof Handler !== 'string' || typeof Role !== 'string') throw new TemplateError(where, 'has no handler or no role');
  if (typeof Runtime !== 'string' || !Runtime.startsWith('nodejs')) throw new TemplateError(where, `runs on ${JSON.stringify(Runtime)}, not on Node`);
  const variables = isObject(Environment) && isObject(Environment['Variables']) ? Environment['Variables'] : {};
  return {
    name: resource.identity.ref,
    arn: String(resource.identity.attributes['Arn']),
    roleArn: Role,
    directory,
    handler: Handler,
    logGroup: isObject(LoggingConfig) && typeof LoggingConfig['LogGroup'] === 'string' ? LoggingConfig['LogGroup'] : `/aws/lambda/${resource.identity.ref}`,
    timeoutSeconds: Number(Timeout),
    memoryMb: Number(MemorySize),
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
  };
};
