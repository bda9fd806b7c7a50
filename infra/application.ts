import { App, Tags } from 'aws-cdk-lib';
import { deployment, type Deployment } from './constructs/deployment.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { dashboard } from './stacks/dashboard.ts';
import { DataStack } from './stacks/data-stack.ts';
import { WorkflowsStack } from './stacks/workflows-stack.ts';

/** Feature flags, in code because the application is also synthesized without the CDK command. */
const FLAGS = {
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:validateSnapshotRemovalPolicy': true,
  '@aws-cdk/aws-lambda:recognizeLayerVersion': true,
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2': true,
} as const;

/** Where the application is put. */
export interface Target {
  readonly deployment: unknown;
  /** Folder with the bundled functions. */
  readonly bundle: string;
  readonly outdir?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The whole application, ready to be synthesized. Throws with the faults listed if the deployment's context is incomplete. */
export const application = ({ deployment: given, bundle, outdir, context = {} }: Target): { readonly app: App; readonly deployment: Deployment } => {
  const to = deployment.parse(given);
  // The library's own check of the templates takes ten seconds: it guards what goes to the cloud, and a test runs it, not every start on this machine.
  const app = new App({ ...(outdir === undefined ? {} : { outdir }), analyticsReporting: false, builtinCloudFormationValidation: to.stage !== 'local', context: { ...FLAGS, ...context } });
  const name = `DoubleRandom-${to.stage}`;
  const protection = { terminationProtection: to.stage !== 'local' };
  const data = new DataStack(app, `${name}-data`, { deployment: to, ...protection });
  const workflows = new WorkflowsStack(app, `${name}-workflows`, { deployment: to, data, bundle, ...protection });
  const api = new ApiStack(app, `${name}-api`, { deployment: to, data, alarms: workflows.alarms, bundle, ...protection });
  dashboard(api, to, workflows.alarms, workflows.workflows);
  Tags.of(app).add('app', 'double-random');
  Tags.of(app).add('stage', to.stage);
  Tags.of(app).add('jurisdiction', to.jurisdiction);
  return { app, deployment: to };
};
