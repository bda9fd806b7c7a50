import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke as ScheduledInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';

const HANDLERS = `
const settings = process.env;
export const echo = async (event) => ({ event, name: settings.AWS_LAMBDA_FUNCTION_NAME, table: settings.TABLE, home: settings.HOME ?? null });
export const reply = async (event) => {
  switch (event.rawPath) {
    case '/v1/echo/binary': return { statusCode: 200, headers: { 'Content-Type': 'image/png' }, isBase64Encoded: true, body: Buffer.from([1, 2, 255]).toString('base64'), cookies: ['a=1', 'b=2'] };
    case '/v1/echo/throws': throw new RangeError('out of it');
    case '/v1/echo/text': return 'plain';
    default: return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
  }
};
export const step = async ({ n }) => ({ doubled: n * 2 });
export const tick = async (event) => { console.log('tick ' + event.at); return null; };
export const tricky = async ({ how }) => {
  if (how === 'hang') return new Promise((resolve) => setTimeout(resolve, 60000));
  if (how === 'exit') process.exit(3);
  if (how === 'memory') { const all = []; for (;;) all.push(new Array(100000).fill(Math.random())); }
  if (how === 'throw') throw Object.assign(new Error('told so'), { name: 'Quota.Exceeded' });
  if (how === 'large') return 'x'.repeat(7 * 1024 * 1024);
  return how;
};
`;

/** Where a machine runs the small state machine. */
export const STATE_MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:small';

/** Synthesizes, into `directory`, an application with a table, functions, an HTTP API, a state machine and a schedule; answers the assembly's folder. */
export const synthesizeSmallApp = (directory: string): string => {
  const code = join(directory, 'code');
  mkdirSync(code, { recursive: true });
  writeFileSync(join(code, 'index.mjs'), HANDLERS);
  const app = new cdk.App({ outdir: join(directory, 'cdk.out') });
  const data = new cdk.Stack(app, 'Data');
  const table = new dynamodb.Table(data, 'Table', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST });

  const main = new cdk.Stack(app, 'Main');
  const make = (name: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function =>
    new lambda.Function(main, name, { runtime: lambda.Runtime.NODEJS_24_X, handler: `index.${name.toLowerCase()}`, code: lambda.Code.fromAsset(code), functionName: `small-${name.toLowerCase()}`, ...props });
  const echo = make('Echo', { environment: { TABLE: table.tableName } });
  const reply = make('Reply');
  const step = make('Step');
  const tick = make('Tick');
  make('Tricky', { timeout: cdk.Duration.seconds(1), memorySize: 128 });

  const api = new apigw.HttpApi(main, 'Api', { corsPreflight: { allowOrigins: ['http://pages.test'], allowMethods: [apigw.CorsHttpMethod.GET] } });
  const authorizer = new HttpJwtAuthorizer('Jwt', 'https://issuer.test', { jwtAudience: ['small'] });
  api.addRoutes({ path: '/v1/echo/{proxy+}', integration: new HttpLambdaIntegration('Reply', reply) });
  api.addRoutes({ path: '/v1/private', integration: new HttpLambdaIntegration('Private', reply), authorizer });
  api.addRoutes({ path: '/v1/things/{id}', methods: [apigw.HttpMethod.GET], integration: new HttpLambdaIntegration('Thing', reply) });
  api.addRoutes({ path: '/v1/plain', integration: new HttpLambdaIntegration('Plain', echo) });

  const double = tasks.LambdaInvoke.jsonata(main, 'Double', { lambdaFunction: step, payload: sfn.TaskInput.fromObject({ n: '{% $states.input.n %}' }), outputs: '{% $states.result.Payload %}' });
  const wait = sfn.Wait.jsonata(main, 'A day', { time: sfn.WaitTime.duration(cdk.Duration.days(1)) });
  new sfn.StateMachine(main, 'Machine', { stateMachineName: 'small', definitionBody: sfn.DefinitionBody.fromChainable(wait.next(double)), queryLanguage: sfn.QueryLanguage.JSONATA });

  new scheduler.Schedule(main, 'Daily', {
    schedule: scheduler.ScheduleExpression.cron({ minute: '0', hour: '9', timeZone: cdk.TimeZone.of('Asia/Shanghai') }),
    target: new ScheduledInvoke(tick, { input: scheduler.ScheduleTargetInput.fromObject({ at: scheduler.ContextAttribute.scheduledTime }), deadLetterQueue: new sqs.Queue(main, 'Dead') }),
  });
  new cdk.CfnOutput(main, 'TableName', { value: table.tableName });
  return app.synth().directory;
};
