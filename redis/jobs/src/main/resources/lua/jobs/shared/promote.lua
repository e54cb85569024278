-- Brings in what is due, at most so many.
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
  return #due
end
