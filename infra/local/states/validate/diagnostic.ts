/** One finding about a definition. `location` is a JSON pointer into it. */
export type Diagnostic = {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: 'SCHEMA_VALIDATION_FAILED' | 'INVALID_JSON_DESCRIPTION' | 'MISSING_TRANSITION_TARGET' | 'DUPLICATE_STATE_NAME' | 'UNREACHABLE_STATE' | 'UNSUPPORTED';
  readonly message: string;
  readonly location?: string;
};

/** Something the schema of the States Language does not allow. */
export const schemaError = (message: string, location?: string): Diagnostic =>
  location === undefined ? { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message } : { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message, location };
