-- Takes its jobs away from a drone that may work no more. They count as lost with it, but nobody
-- mistrusts it more for that. It is not live any more; what it is called is known for as long as that
-- of others.
--
-- Touches   leases, drones:seen; reads the jobs that have a lease; of those that it takes what `reap`
--           touches, but not blame:<drone>
-- ARGV[2]   drone id
-- Returns   how many jobs it had
local why = 'The drone was revoked.'
local had = 0
for _, id in ipairs(redis.call('ZRANGE', P .. 'leases', 0, -1)) do
  local job = load(id)
  if job and job.state == 'running' and job.owner == ARGV[2] then
    had = had + 1
    if job.mark == 'c' then
      finish_cancelled(job, why_cancelled(job), 'reap')
    else
      remember(job, 'lost', 'revoked', why)
      set_back(job, 'reap', 'revoked', 'drones-lost', why)
    end
  end
end
redis.call('ZADD', P .. 'drones:seen', 'XX', AT - setting('alive', ALIVE) - 1, ARGV[2])
return had
