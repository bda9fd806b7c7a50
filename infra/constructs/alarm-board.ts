import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** All alarms of a stack, sent to the topic the deployment names, if it names one. */
export class AlarmBoard extends Construct {
  readonly alarms: Alarm[] = [];
  readonly #action: SnsAction | undefined;

  constructor(scope: Construct, id: string, topicArn: string | undefined) {
    super(scope, id);
    this.#action = topicArn === undefined ? undefined : new SnsAction(Topic.fromTopicArn(this, 'Topic', topicArn));
  }

  add(alarm: Alarm): void {
    this.alarms.push(alarm);
    if (this.#action !== undefined) alarm.addAlarmAction(this.#action);
  }
}
