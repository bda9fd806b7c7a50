import type { Json } from '../assembly/template.ts';
import type { RealClock, RehearsalClock } from '../clock/started-clock.ts';
import type { AuthorizerOptions } from '../iam/authorizer.ts';
import type { PolicyDocument } from '../iam/policy.ts';
import type { LocalUser } from '../issuer/local-user.ts';
import type { Principal } from '../contract.ts';
import type { StatesService } from '../states/service.ts';
import type { AccessKey } from './access-keys.ts';
import type { ArmedFaults } from './armed-faults.ts';
import type { CallCounts } from './call-counts.ts';

/** How a machine is started. */
export interface MachineOptions {
  /** Folder of the synthesized assembly (`cdk.out`). */
  readonly assembly: string;
  /** Everything durable lies below it; a machine started again on it goes on where the last one was. */
  readonly dataDir: string;
  /** On 127.0.0.1. 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock: 'real' | 'virtual';
  /** Where a virtual clock starts if `dataDir` has no time yet: ISO 8601 with offset. */
  readonly startAt?: string;
  /** Who may sign in at the machine's own issuer. */
  readonly users?: readonly LocalUser[];
  /** The issuer in the template for which the machine's own stands in. Without it, only a template that names the machine's own address is served by it. */
  readonly issuerOverride?: string;
  /** `aws` if not given. */
  readonly partition?: string;
  /** `us-east-1` if not given. */
  readonly region?: string;
  /** Values of template parameters, by `<stack>.<parameter>`. */
  readonly parameters?: Readonly<Record<string, Json>>;
  /** Threads per function; 2 if not given. */
  readonly concurrency?: number;
  /** Changes the policies before they are enforced: how a test takes away one statement. */
  readonly policies?: (roles: Readonly<Record<string, readonly PolicyDocument[]>>) => Readonly<Record<string, readonly PolicyDocument[]>>;
  /** Told of each call that a role did not allow. */
  readonly onDenied?: (principal: Principal, action: string, resource: string) => void;
  /** Told of each call that a role allowed, with the statements that allow it. */
  readonly onAllowed?: NonNullable<AuthorizerOptions['onAllowed']>;
  /** Lines for whoever watches: failures of functions, denied calls. Default: written to stderr. */
  readonly onNotice?: (line: string) => void;
}

/** A running machine. `Kind` is the clock's. */
export interface Machine<Kind extends 'real' | 'virtual' = 'real' | 'virtual'> {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly clock: Kind extends 'virtual' ? RehearsalClock : Kind extends 'real' ? RealClock : RealClock | RehearsalClock;
  readonly states: StatesService;
  readonly faults: ArmedFaults;
  readonly counts: CallCounts;
  /** The administrator's key for SDKs and the CLI. */
  readonly administrator: AccessKey;
  /** Outputs of the stacks by `<stack>.<output>`. */
  readonly outputs: ReadonlyMap<string, Json>;
  /** Ends everything that runs; the data stays. */
  stop(): Promise<void>;
}
