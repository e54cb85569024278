-- Lets a job run anew that ended without a result. Its failures and lost drones are forgotten, its
-- fence and its history are not.
--
-- Touches   jobs, over, job:<id>, keep, busy, dead, deadlines, the line that it joins or held, needs:<id>,
--           feeds:*, outbox
-- ARGV[2]   job id
-- Returns   1, or 0 when there is no such job

-- Waits again for those that it needs and that have not ended. True when there are some.
local function waits(job)
  if job.fanin == '0' then
    return false
  end
  local open, spec = false, cjson.decode(job.spec:match('\n(.+)$'))
  for _, dep in ipairs(spec.plan.after.jobs) do
    local child = load(dep)
    if child and child.ended == '-' then
      open = true
      redis.call('SADD', P .. 'needs:' .. job.id, dep)
      redis.call('SADD', P .. 'feeds:' .. dep, job.id)
      child.kind = '-'
      save(child)
    end
  end
  return open
end

local job = load(ARGV[2])
if not job then
  return 0
end
if job.state == 'failed' or job.state == 'dead' or job.state == 'cancelled' then
  local letter = field_of(job, 'letter')
  if letter then
    redis.call('XDEL', P .. 'dead', letter)
  end
  drop_fields(job, 'letter', 'percent', 'note', 'why', 'limit', 'handed')
  redis.call('ZREM', P .. 'keep', job.id)
  redis.call('HDEL', P .. 'over', job.id)
  opened(job.room, 1)
  job.last, job.ended, job.started, job.lost, job.failures, job.shunned = 'redrive', '-', '-', 0, 0, '-'
  -- Its time begins anew, and with it the one that it has altogether.
  job.at = AT
  redis.call('DEL', P .. 'needs:' .. job.id)
  if waits(job) then
    job.state, job.last, job.ready, job.entry = 'held', 'await', AT, '-'
    redis.call('ZADD', P .. 'held', AT, job.id)
    set_deadline(job)
  else
    wait_on(job, job.level)
  end
  save(job)
  tell('redriven', job)
end
return 1
