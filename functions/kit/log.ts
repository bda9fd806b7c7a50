import { Logger } from '@aws-lambda-powertools/logger';

/** The one logger. Never give it personal data: names and numbers of officers stay in the record (NR-11). */
export const log = new Logger({ serviceName: 'double-random' });
