import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** The metric an alarm watches: how long the longest unanswered wait is overdue, in days. */
export const OVERDUE_DAYS = 'WaitOverdueDays';

const metrics = new Metrics({ serviceName: 'double-random' });

/** Reports a wait that nobody answers. Printed as a log line that the service turns into a metric; no call is made. */
export const reportOverdue = (days: number): void => {
  metrics.addMetric(OVERDUE_DAYS, MetricUnit.Count, days);
  metrics.publishStoredMetrics();
};
