import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** What a stage tells whoever watches: one line an outcome, with ids and numbers, never a customer's words. */
export type Observe = {
  outcome(name: string, facts?: Record<string, string | number | boolean | undefined>): void;
  trouble(name: string, facts: Record<string, string | number | undefined>, error?: Error): void;
  /** Writes out what was counted; called once an invocation. */
  flush(): void;
};

/**
 * Logs and counts through Powertools. What goes wrong becomes a metric of namespace Heartline; what goes well is in the
 * log alone, for a metric costs by the month and by the line.
 */
export function powertoolsObserve(stage: string): Observe {
  const logger = new Logger({ serviceName: stage });
  const metrics = new Metrics({ namespace: 'Heartline', serviceName: stage });
  return {
    outcome: (name, facts = {}) => logger.info(name, facts),
    trouble: (name, facts, error) => {
      logger.warn(name, error ? { ...facts, error: error.name, why: error.message } : facts);
      metrics.addMetric(name, MetricUnit.Count, 1);
    },
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

/** Says nothing: for tests that are about something else. */
export const silent: Observe = { outcome: () => {}, trouble: () => {}, flush: () => {} };
