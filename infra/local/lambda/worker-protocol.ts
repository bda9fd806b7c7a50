/** What a worker is told when it starts. */
export interface WorkerStart {
  readonly directory: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

/** One event for the handler. `payload`: JSON text. */
export interface WorkerEvent {
  readonly requestId: string;
  readonly payload: string;
  readonly timeoutMs: number;
}

/** A failure as Lambda reports it. */
export interface FunctionErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** What a worker answers: once when the module is loaded, then once for each event. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-loaded'; readonly error: FunctionErrorPayload }
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'error'; readonly error: FunctionErrorPayload };
