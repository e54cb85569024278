import {Queue, Worker} from 'bullmq';
import {Redis} from 'ioredis';
import {run} from './peer.mjs';

const NAME = 'bench';
const connect = () => new Redis(process.env.PEER_REDIS, {maxRetriesPerRequest: null});
const OPTIONS = {removeOnComplete: true};

const queue = new Queue(NAME, {connection: connect()});

await run({
  submit: (payloads) => payloads.length === 1
    ? queue.add('noop', {payload: payloads[0]}, OPTIONS)
    : queue.addBulk(payloads.map((payload) => ({name: 'noop', data: {payload}, opts: OPTIONS}))),
  async work(lanes, handler, ended = () => {}) {
    const connection = connect();
    const worker = new Worker(NAME, (job) => handler(job.id), {connection, concurrency: lanes});
    worker.on('completed', ended);
    worker.on('error', (error) => console.error(error));
    await worker.waitUntilReady();
    return {async close() {
      await worker.close();
      connection.disconnect();
    }};
  },
});
