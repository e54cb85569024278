-- Lets a job run anew that ended without a result. Its failures and lost drones are forgotten, its
-- fence and its history are not.
--
-- Touches   job:<id>, log:<id>, past:<id>, open, rooms, dead, deadlines, the line that it joins, outbox
-- ARGV[2]   job id
-- Returns   1, or 0 when there is no such job
local job = load(ARGV[2])
if not job then
  return 0
end
if job.state == 'failed' or job.state == 'dead' or job.state == 'cancelled' then
  local key = P .. 'job:' .. job.id
  local letter = redis.call('HGET', key, 'letter')
  if letter then
    redis.call('XDEL', P .. 'dead', letter)
  end
  redis.call('HDEL', key, 'failure', 'letter', 'percent', 'note', 'why')
  redis.call('PERSIST', key)
  redis.call('PERSIST', P .. 'log:' .. job.id)
  redis.call('PERSIST', P .. 'past:' .. job.id)
  redis.call('ZADD', P .. 'open', AT, job.id)
  redis.call('HINCRBY', P .. 'rooms', job.room, 1)
  job.last, job.ended, job.started, job.lost, job.failures, job.shunned = 'redrive', '-', '-', 0, 0, '-'
  wait_on(job, job.level)
  save(job)
  tell('redriven', job)
end
return 1
