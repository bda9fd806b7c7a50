import { App } from 'aws-cdk-lib';
import { application } from './application.ts';
import { bundleFunctions } from './constructs/bundle.ts';

// The CDK command hands its context over by environment variable; an App reads it.
const context = new App().node.getAllContext() as Record<string, unknown>;
const deployment = context['deployment'];
if (deployment === undefined) throw new Error('name the deployment: cdk synth -c deployment=@file is not enough; put it into cdk.context.json under "deployment" (README, 部署)');
const { app } = application({ deployment, bundle: await bundleFunctions(), context });
app.synth();
