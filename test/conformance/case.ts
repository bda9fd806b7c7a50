import type { Json, JsonObject } from '../../infra/local/states/types.ts';

/** How a function of a case behaves. */
export type Behaviour = {
  readonly behaviour: string;
  readonly result?: Json;
  readonly errorType?: string;
  readonly errorMessage?: string;
  readonly seconds?: number;
  readonly char?: string;
  readonly length?: number;
  readonly output_from_payload?: string;
  readonly output_is_payload?: boolean;
  readonly error?: string | null;
  readonly cause?: string | null;
  readonly after_seconds?: number;
  readonly heartbeat_after_seconds?: number;
  readonly heartbeats?: number;
};

/** What an execution must end in. */
export type ExpectedRun = {
  readonly status: string;
  readonly output?: Json;
  readonly error?: Json;
  readonly cause?: Json;
  readonly event_types?: readonly string[];
  readonly event_order?: 'exact' | 'multiset' | 'unreliable';
  readonly event_ignore?: readonly string[];
  readonly history?: readonly JsonObject[];
};

/** A case that is run. */
export type RunCase = {
  readonly id: string;
  readonly features: readonly string[];
  readonly definition: JsonObject;
  readonly input: Json;
  readonly lambdas?: Readonly<Record<string, Behaviour>>;
  readonly s3_objects?: Readonly<Record<string, string>>;
  readonly dynamodb_tables?: readonly { TableName: string; partition_key: string; key_type: string }[];
  readonly state_machines?: Readonly<Record<string, { definition: JsonObject }>>;
  readonly external?: readonly { action: string; when: string; error?: string | null; cause?: string | null }[];
  readonly generate?: readonly { pointer: string; char: string; length: number }[];
  readonly expected: ExpectedRun;
};

/** A case about creating a definition. */
export type ValidationCase = {
  readonly id: string;
  readonly definition: JsonObject | null;
  readonly definition_text: string | null;
  readonly machine_type: 'STANDARD' | 'EXPRESS';
  readonly expected: { readonly verdict: 'valid' | 'invalid'; readonly diagnostics: readonly JsonObject[] };
};

/** Any case. */
export type ConformanceCase = RunCase | ValidationCase;

/** True for the cases about creating a definition. */
export const isValidation = (item: ConformanceCase): item is ValidationCase => 'verdict' in item.expected;
