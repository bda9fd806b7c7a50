/** Where the service stands; goes into every ARN it makes. */
export type Place = { readonly partition: string; readonly region: string; readonly accountId: string };

/** `arn:aws:states:<region>:<account>:stateMachine:<name>` */
export const stateMachineArn = (place: Place, name: string): string =>
  `arn:${place.partition}:states:${place.region}:${place.accountId}:stateMachine:${name}`;

/** `arn:aws:states:<region>:<account>:execution:<machine>:<name>` */
export const executionArn = (place: Place, machineName: string, name: string): string =>
  `arn:${place.partition}:states:${place.region}:${place.accountId}:execution:${machineName}:${name}`;

/** `arn:aws:states:<region>:<account>:mapRun:<machine>/<label>:<id>` */
export const mapRunArn = (place: Place, machineName: string, label: string, id: string): string =>
  `arn:${place.partition}:states:${place.region}:${place.accountId}:mapRun:${machineName}/${label}:${id}`;

/** The function's ARN, given its name or an ARN of it. */
export const functionArn = (place: Place, nameOrArn: string): string =>
  nameOrArn.startsWith('arn:') ? nameOrArn : `arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${nameOrArn}`;

/** The machine's ARN without a version or alias suffix. */
export const unqualifiedStateMachineArn = (arn: string): string => arn.split(':').slice(0, 7).join(':');

/** The name at the end of a state machine's ARN. */
export const nameOfArn = (arn: string): string => arn.split(':')[6] ?? arn;
