declare module 'asl-validator' {
  /** Validates a state machine definition; `errorsText` joins what is wrong. */
  export default function validate(definition: object): { isValid: boolean; errorsText(separator?: string): string };
}
