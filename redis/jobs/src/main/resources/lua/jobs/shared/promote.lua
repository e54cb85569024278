-- Brings in what is due, at most so many of each kind. Tells whether there may be more.
local function promote(max)
  local due = redis.call('ZRANGEBYSCORE', P .. 'delayed', '-inf', AT, 'LIMIT', 0, max)
  for _, id in ipairs(due) do
    redis.call('ZREM', P .. 'delayed', id)
    local job = load(id)
    if job and job.state == 'delayed' then
      job.last = 'free'
      wait_on(job, job.level)
      save(job)
      drop_fields(job, 'why')
    end
  end
  local more = #due == max
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', P .. 'refills', '-inf', AT, 'LIMIT', 0, max)) do
    redis.call('ZREM', P .. 'refills', name)
    if limits().admit(name, max) > 0 then
      redis.call('ZADD', P .. 'refills', AT, name)
      more = true
    end
  end
  return more
end
