import type { Json, JsonObject } from './template.ts';

/** What a resource is called once it exists: the value of `Ref`, and those of `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, Json>>;
}

/** The place into which stacks are deployed. */
export interface Place {
  /** `aws` or `aws-cn`. */
  readonly partition: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** What intrinsic functions of one stack can see. */
export interface Scope {
  readonly stack: string;
  readonly place: Place;
  /** Values of parameters, given or by default. */
  readonly parameters: ReadonlyMap<string, Json>;
  readonly mappings: JsonObject;
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly resources: ReadonlyMap<string, Identity>;
  /** Exports of the stacks before this one, by export name. */
  readonly exports: ReadonlyMap<string, Json>;
  /** Outputs of the stacks before this one, by `<stack>.<output>`. */
  readonly outputs: ReadonlyMap<string, Json>;
}
