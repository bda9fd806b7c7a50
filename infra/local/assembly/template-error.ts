/** The assembly asks for something this machine does not do, or contradicts itself. The message names stack, logical id and type. */
export class TemplateError extends Error {
  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
    this.name = 'TemplateError';
  }
}
