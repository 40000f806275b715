// fauxqs exports a whole server only. We build it from its parts, to commit in groups, to tell queues about new objects
// in the same commit, and to count; so its files are named here, in one place, and nowhere else.
export { PersistenceManager } from '../node_modules/fauxqs/dist/persistence.js';
export { S3Store } from '../node_modules/fauxqs/dist/s3/s3Store.js';
export { SnsStore } from '../node_modules/fauxqs/dist/sns/snsStore.js';
export { type SqsQueue, SqsStore } from '../node_modules/fauxqs/dist/sqs/sqsStore.js';
export { calculateMessageSize } from '../node_modules/fauxqs/dist/sqs/sqsTypes.js';
