// Drives a queue by lines of JSON: orders on standard input, answers on standard output.
//
//   node bullmq.mjs drive        obeys {"do": "submit", jobs, batch, lanes} and {"do": "work", jobs, lanes}
//   node bullmq.mjs hold LANES   takes jobs and never ends them; says the id of each that it starts
//   node bullmq.mjs mark LANES   runs short jobs that leave a mark under their id; says the id of each that it starts
//
// A queue is {submit(payloads), work(lanes, handler), close()}; a handler gets the job's id and returns a promise.
import {createInterface} from 'node:readline';
import {Redis} from 'ioredis';

const PAYLOAD = 'x'.repeat(100);
const SHORT = 5;

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function run(queue) {
  const [mode, lanes] = process.argv.slice(2);
  if (mode === 'drive') {
    await drive(queue);
    return;
  }
  const handler = mode === 'hold' ? () => new Promise(() => {}) : marker();
  await queue.work(Number(lanes), (id) => {
    say({ran: id});
    return handler(id);
  });
  say({ready: mode});
}

async function drive(queue) {
  say({ready: 'drive'});
  for await (const line of createInterface({input: process.stdin})) {
    const order = JSON.parse(line);
    await (order.do === 'submit' ? submit(queue, order) : work(queue, order));
    say({done: order.do});
  }
  process.exit(0);
}

async function submit(queue, {jobs, batch, lanes}) {
  let left = jobs;
  const lane = async () => {
    while (left > 0) {
      const size = Math.min(batch, left);
      left -= size;
      await queue.submit(new Array(size).fill(PAYLOAD));
    }
  };
  await Promise.all(Array.from({length: lanes}, lane));
}

async function work(queue, {jobs, lanes}) {
  let left = jobs;
  let end;
  const ended = new Promise((resolve) => (end = resolve));
  const worker = await queue.work(lanes, async () => {}, () => --left === 0 && end());
  await ended;
  await worker.close();
}

function marker() {
  const redis = new Redis(process.env.PEER_REDIS);
  return async (id) => {
    await pause(SHORT);
    await redis.hincrby('marks', id, 1);
  };
}
