import { AlarmStatusWidget, Dashboard, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { AlarmBoard } from '../constructs/alarm-board.ts';
import { physicalName, type Deployment } from '../constructs/deployment.ts';
import type { Workflow } from '../constructs/workflow.ts';

/** One page for whoever is on duty: every alarm, and what the workflows are doing. */
export const dashboard = (scope: Construct, deployment: Deployment, alarms: AlarmBoard, workflows: readonly Workflow[]): Dashboard =>
  new Dashboard(scope, 'Dashboard', {
    dashboardName: physicalName(deployment, 'year'),
    widgets: [
      [new AlarmStatusWidget({ title: '告警 Alarms', alarms: alarms.alarms, width: 24, height: 6 })],
      workflows.map(
        ({ machine }) =>
          new GraphWidget({
            title: machine.node.path,
            left: [machine.metricStarted(), machine.metricSucceeded()],
            right: [machine.metricFailed(), machine.metricTimedOut(), machine.metricThrottled()],
            width: 12,
          }),
      ),
    ],
  });
