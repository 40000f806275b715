import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Answer, problem, toResult } from './http.ts';
import type { Observe } from './observe.ts';

/** Turns a door's answer into API Gateway's; whatever else goes wrong is a 503 that a sender tries again, never a guess. */
export const answering =
  <Event = APIGatewayProxyEventV2>(observe: Observe, answer: (event: Event) => Promise<Answer>) =>
  async (event: Event): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      return toResult(await answer(event));
    } catch (error) {
      observe.trouble('doorFailed', {}, error as Error);
      return toResult({
        ...problem(503, 'unavailable', 'nothing was taken in: please send it again'),
        headers: { 'retry-after': '5' },
      });
    } finally {
      observe.flush();
    }
  };
