// fauxqs exports a whole server only. We build it from its parts, to commit in groups, to tell queues about new objects
// in the same commit, and to count; so its files are named here, in one place, and nowhere else.
import { INVALID_MESSAGE_BODY_CHAR } from '../node_modules/fauxqs/dist/sqs/sqsTypes.js';

export { PersistenceManager } from '../node_modules/fauxqs/dist/persistence.js';
export { S3Store } from '../node_modules/fauxqs/dist/s3/s3Store.js';
export { SnsStore } from '../node_modules/fauxqs/dist/sns/snsStore.js';
export { type SqsQueue, SqsStore } from '../node_modules/fauxqs/dist/sqs/sqsStore.js';
export { calculateMessageSize } from '../node_modules/fauxqs/dist/sqs/sqsTypes.js';

// fauxqs looks at half a character at a time and so refuses every emoji; SQS takes #x10000 to #x10FFFF.
const refused = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
INVALID_MESSAGE_BODY_CHAR.test = (text) => refused.test(text);
