import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { physicalName, type Deployment } from './deployment.ts';
import type { Operation } from './operation.ts';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = [...READ, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

/** One table of the record, with grants that give permission and name at once. */
export class RecordTable extends Construct {
  readonly table: Table;
  readonly #variable: string;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment; readonly name: string; readonly variable: string; readonly timeToLive?: string }) {
    super(scope, id);
    const isLocal = props.deployment.stage === 'local';
    this.#variable = props.variable;
    this.table = new Table(this, 'Table', {
      tableName: physicalName(props.deployment, props.name),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: !isLocal,
      removalPolicy: isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      ...(props.timeToLive === undefined ? {} : { timeToLiveAttribute: props.timeToLive }),
    });
  }

  /** `operation` may read this table, and learns its name. */
  letRead(operation: Operation): void {
    this.#let(operation, READ);
  }

  /** `operation` may read and write this table, and learns its name. */
  letWrite(operation: Operation): void {
    this.#let(operation, WRITE);
  }

  #let(operation: Operation, actions: readonly string[]): void {
    operation.allow(actions, [this.table.tableArn]);
    operation.env(this.#variable, this.table.tableName);
  }
}
