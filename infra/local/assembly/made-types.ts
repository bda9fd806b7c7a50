import { shortId } from './physical-name.ts';
import { hostOf, nameOf, namedOnly, namedWithArn, regionalArn, type ResourceType } from './resource-type.ts';

/** The types that this machine makes real. */
export const MADE_TYPES = {
  'AWS::Lambda::Function': {
    effect: 'made',
    because: 'runs in worker threads',
    identify: namedWithArn('lambda', 'function:', { property: 'FunctionName', limit: 64 }),
  },
  'AWS::Lambda::Permission': {
    effect: 'made',
    because: 'the HTTP API may only call what it is permitted to',
    identify: namedOnly(),
  },
  'AWS::Lambda::EventInvokeConfig': {
    effect: 'made',
    because: 'says how often the scheduler’s calls are repeated and where the failed ones go',
    identify: namedOnly(),
  },
  'AWS::IAM::Role': {
    effect: 'made',
    because: 'its policies decide what a function, a state machine or a schedule may do',
    identify: (resource) => {
      const name = nameOf(resource, { property: 'RoleName', limit: 64 });
      const { partition, accountId } = resource.place;
      return { ref: name, attributes: { Arn: `arn:${partition}:iam::${accountId}:role/${name}`, RoleId: `AROA${name}` } };
    },
  },
  'AWS::IAM::Policy': { effect: 'made', because: 'adds to the roles it names', identify: namedOnly({ property: 'PolicyName', limit: 128 }) },
  'AWS::IAM::RolePolicy': { effect: 'made', because: 'adds to the role it names', identify: namedOnly({ property: 'PolicyName', limit: 128 }) },
  'AWS::IAM::ManagedPolicy': {
    effect: 'made',
    because: 'adds to the roles it names and to those that name it',
    identify: (resource) => {
      const { partition, accountId } = resource.place;
      const arn = `arn:${partition}:iam::${accountId}:policy/${nameOf(resource, { property: 'ManagedPolicyName', limit: 128 })}`;
      return { ref: arn, attributes: { PolicyArn: arn } };
    },
  },
  'AWS::DynamoDB::Table': {
    effect: 'made',
    because: 'a table of the bundled DynamoDB',
    identify: namedWithArn('dynamodb', 'table/', { property: 'TableName' }),
  },
  'AWS::DynamoDB::GlobalTable': {
    effect: 'made',
    because: 'a table of the bundled DynamoDB; one machine has one replica',
    identify: namedWithArn('dynamodb', 'table/', { property: 'TableName' }),
  },
  'AWS::S3::Bucket': {
    effect: 'made',
    because: 'a bucket on disk',
    identify: (resource) => {
      const name = nameOf(resource, { property: 'BucketName', limit: 63, lowerCase: true });
      const { partition, region } = resource.place;
      const host = hostOf(resource.place, 's3');
      return {
        ref: name,
        attributes: {
          Arn: `arn:${partition}:s3:::${name}`,
          DomainName: `${name}.${host.replace(`${region}.`, '')}`,
          RegionalDomainName: `${name}.${host}`,
        },
      };
    },
  },
  'AWS::StepFunctions::StateMachine': {
    effect: 'made',
    because: 'runs in the States service',
    identify: (resource) => {
      const name = nameOf(resource, { property: 'StateMachineName', limit: 80 });
      const arn = regionalArn(resource.place, 'states', `stateMachine:${name}`);
      return { ref: arn, attributes: { Arn: arn, Name: name } };
    },
  },
  'AWS::Scheduler::Schedule': {
    effect: 'made',
    because: 'fires on the machine’s clock',
    identify: (resource) => {
      const name = nameOf(resource, { property: 'Name', limit: 64 });
      const { GroupName } = resource.properties;
      return { ref: name, attributes: { Arn: regionalArn(resource.place, 'scheduler', `schedule/${typeof GroupName === 'string' ? GroupName : 'default'}/${name}`) } };
    },
  },
  'AWS::SQS::Queue': {
    effect: 'made',
    because: 'keeps dead letters on disk; they are listed by the control endpoint, there is no queue service',
    identify: (resource) => {
      const name = nameOf(resource, { property: 'QueueName', limit: 75 });
      const url = `https://${hostOf(resource.place, 'sqs')}/${resource.place.accountId}/${name}`;
      return { ref: url, attributes: { Arn: regionalArn(resource.place, 'sqs', name), QueueName: name, QueueUrl: url } };
    },
  },
  'AWS::ApiGatewayV2::Api': {
    effect: 'made',
    because: 'answers at the root of the machine’s address',
    identify: (resource) => {
      const id = shortId(resource.stack, resource.logicalId);
      return { ref: id, attributes: { ApiId: id, ApiEndpoint: `https://${hostOf(resource.place, `${id}.execute-api`)}` } };
    },
  },
  'AWS::ApiGatewayV2::Route': { effect: 'made', because: 'a route of the HTTP API', identify: shortlyNamed('RouteId') },
  'AWS::ApiGatewayV2::Integration': { effect: 'made', because: 'leads from a route to its function', identify: shortlyNamed('IntegrationId') },
  'AWS::ApiGatewayV2::Authorizer': { effect: 'made', because: 'checks bearer tokens', identify: shortlyNamed('AuthorizerId') },
  'AWS::ApiGatewayV2::Stage': {
    effect: 'made',
    because: 'names the stage and its variables; throttling and access log have no effect on one machine',
    identify: namedOnly({ property: 'StageName' }),
  },
} as const satisfies Readonly<Record<string, ResourceType>>;

function shortlyNamed(attribute: string): ResourceType['identify'] {
  return ({ stack, logicalId }) => {
    const id = shortId(stack, logicalId);
    return { ref: id, attributes: { [attribute]: id } };
  };
}
