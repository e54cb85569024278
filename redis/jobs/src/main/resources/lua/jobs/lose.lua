-- Takes its jobs away from a drone that may work no more: their leases end now, and `reap` does the
-- rest. It is not live any more; what it is called is known for as long as that of others.
--
-- Touches   leases, drones:seen; reads the jobs that have a lease
-- ARGV[2]   drone id
-- Returns   how many leases ended
local ended = 0
for _, id in ipairs(redis.call('ZRANGE', P .. 'leases', 0, -1)) do
  local job = load(id)
  if job and job.state == 'running' and job.owner == ARGV[2] then
    redis.call('ZADD', P .. 'leases', AT, id)
    ended = ended + 1
  end
end
redis.call('ZADD', P .. 'drones:seen', 'XX', AT - setting('alive', ALIVE) - 1, ARGV[2])
return ended
