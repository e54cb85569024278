-- How a job ends that somebody does not want any more.
local function finish_cancelled(job, reason, last)
  finish(job, 'cancelled', last, 'failure', cjson.encode({code = 'cancelled', message = reason}))
end

-- The reason for which a running job is being cancelled.
local function why_cancelled(job)
  return redis.call('HGET', P .. 'job:' .. job.id, 'cancelling') or ''
end
