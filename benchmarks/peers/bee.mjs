import Bee from 'bee-queue';
import {run} from './peer.mjs';

const NAME = 'bench';
// What a sender or a worker of its own does not need is off, as its documentation advises.
const LEAN = {redis: {url: process.env.PEER_REDIS}, getEvents: false, storeJobs: false, removeOnSuccess: true};

const queue = new Bee(NAME, {...LEAN, isWorker: false, sendEvents: false});

await run({
  async submit(payloads) {
    const jobs = payloads.map((payload) => queue.createJob({payload}));
    if (jobs.length === 1) {
      await jobs[0].save();
      return;
    }
    const errors = await queue.saveAll(jobs);
    if (errors.size > 0) {
      throw new Error(`${errors.size} jobs were not saved`);
    }
  },
  async work(lanes, handler, ended = () => {}) {
    const worker = new Bee(NAME, {...LEAN, sendEvents: false});
    worker.on('succeeded', ended);
    worker.on('error', (error) => console.error(error));
    await worker.ready();
    // Its documentation has each worker look for stalled jobs; at its standard stall interval.
    worker.checkStalledJobs(worker.settings.stallInterval);
    worker.process(lanes, (job) => handler(job.id));
    return {close: () => worker.close()};
  },
});
