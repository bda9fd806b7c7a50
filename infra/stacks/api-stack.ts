import { Duration, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import { CfnStage, HttpApi, HttpMethod, HttpStage, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { AlarmBoard } from '../constructs/alarm-board.ts';
import { physicalName, type Deployment } from '../constructs/deployment.ts';
import { grant, type Needs } from '../constructs/grants.ts';
import { Operation } from '../constructs/operation.ts';
import { resourceRoutes } from '../../shared/api/resources.ts';
import type { DataStack } from './data-stack.ts';
import { constructId } from './names.ts';
import { API_NEEDS, PORTAL_NEEDS } from './needs.ts';

/** The doors: `/v1` for those with a token, `/` and `/public` for everybody. */
export class ApiStack extends Stack {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: StackProps & { readonly deployment: Deployment; readonly data: DataStack; readonly alarms: AlarmBoard; readonly bundle: string }) {
    super(scope, id, props);
    const { deployment, data, alarms } = props;
    const code = Code.fromAsset(props.bundle);
    this.api = new HttpApi(this, 'Api', { apiName: physicalName(deployment, 'api'), createDefaultStage: false });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: deployment.throttle.rate, burstLimit: deployment.throttle.burst },
    });
    Tags.of(stage.node.defaultChild as CfnStage).add('door', 'public');

    const operation = (entry: string, needs: Needs): Operation => {
      const made = new Operation(this, constructId(entry), {
        deployment,
        code,
        alarms,
        entry,
        timeout: Duration.seconds(needs.timeoutSeconds ?? 29),
        ...(needs.memoryMb === undefined ? {} : { memoryMb: needs.memoryMb }),
      });
      grant(made, needs, data, deployment);
      return made;
    };
    const serve = (made: Operation, paths: readonly string[], authorizer?: IHttpRouteAuthorizer): void => {
      const integration = new HttpLambdaIntegration(`${made.node.id}Integration`, made.lambda);
      for (const path of paths) this.api.addRoutes({ path, methods: [HttpMethod.ANY], integration, ...(authorizer === undefined ? {} : { authorizer }) });
    };

    const authorizer = new HttpJwtAuthorizer('Identity', deployment.issuer, { jwtAudience: [deployment.audience] });
    const routes = resourceRoutes();
    for (const [resource, needs] of Object.entries(API_NEEDS)) {
      serve(operation(`api/${resource}`, needs), routes[resource] ?? [], authorizer);
    }
    serve(operation('web/portal/handler', PORTAL_NEEDS), ['/', '/public', '/public/{proxy+}']);
  }
}
