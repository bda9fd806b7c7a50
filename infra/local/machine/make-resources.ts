import type { ResolvedAssembly, ResolvedResource } from '../assembly/resolve-assembly.ts';
import { TemplateError } from '../assembly/template-error.ts';
import type { DynamoDb, TableProperties } from '../dynamodb/options.ts';
import type { BucketProperties, S3 } from '../s3/options.ts';
import type { StatesService } from '../states/service.ts';
import { stateMachineInput } from './state-machine-definition.ts';

/** The services that hold what a template makes. */
export interface MakingServices {
  readonly dynamodb: DynamoDb;
  readonly s3: S3;
  readonly states: StatesService;
}

/** Makes tables, buckets and state machines in the order of dependencies, or gives existing ones their new properties. Removes nothing. */
export const makeResources = async (assembly: ResolvedAssembly, services: MakingServices): Promise<void> => {
  for (const resource of assembly.resources) {
    try {
      await make(resource, assembly, services);
    } catch (error) {
      throw new TemplateError(`${resource.stack}/${resource.logicalId} (${resource.type})`, error instanceof Error ? error.message : String(error));
    }
  }
};

const make = async (resource: ResolvedResource, assembly: ResolvedAssembly, { dynamodb, s3, states }: MakingServices): Promise<void> => {
  const { type, properties, identity } = resource;
  switch (type) {
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable':
      await dynamodb.createTable({ ...properties, TableName: identity.ref } as unknown as TableProperties);
      return;
    case 'AWS::S3::Bucket':
      s3.createBucket(identity.ref, properties as BucketProperties);
      return;
    case 'AWS::StepFunctions::StateMachine':
      states.createStateMachine(stateMachineInput(resource, assembly));
      return;
    default:
      return;
  }
};
