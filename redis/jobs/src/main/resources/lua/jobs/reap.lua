-- Deals with leases that ended, and clears away what is over: ended jobs in the lists, lanes without
-- jobs, drones that have not been heard of for a day. A bounded part of each; to be called again while it
-- returns as many as the bound.
--
-- Touches   leases and the keys of the jobs that it finds there: job:<id>, log:<id>, lane:<lane>, state:*;
--           lanes, ended, jobs, room:*, state:*, drones, drones:seen, times, wake,
--           outbox
-- ARGV[2]   how many of each at most
-- Returns   how many leases it dealt with
local max = tonumber(ARGV[2])
local REMEMBERED = 24 * 60 * 60 * 1000
local at = now()

local function lose(job)
  if job.cancelling then
    finish_cancelled(job, job.cancelling, 'reap', at)
    return
  end
  job.lost = job.lost + 1
  if job.lost < job.maxlost then
    requeue(job, 'reap', at, 'lost')
    return
  end
  redis.call('HSET', P .. 'job:' .. job.id, 'lost', job.lost)
  finish(job, 'dead', 'bury', at, 'failure', cjson.encode({
    code = 'drones-lost',
    message = 'It was given up after ' .. job.lost .. ' lost drones.',
  }))
end

local over = redis.call('ZRANGEBYSCORE', P .. 'leases', '-inf', at, 'LIMIT', 0, max)
for _, id in ipairs(over) do
  local job = load(id)
  if job and job.state == 'running' then
    lose(job)
  else
    redis.call('ZREM', P .. 'leases', id)
  end
end

for _, past in ipairs(redis.call('ZRANGEBYSCORE', P .. 'ended', '-inf', at, 'LIMIT', 0, max)) do
  local id, room, state = past:match('^(%S+) (%S+) (%S+)$')
  redis.call('ZREM', P .. 'ended', past)
  redis.call('ZREM', P .. 'jobs', id)
  redis.call('ZREM', P .. 'room:' .. room, id)
  redis.call('ZREM', P .. 'state:' .. state, id)
  redis.call('DEL', P .. 'job:' .. id, P .. 'log:' .. id)
end

for _, lane in ipairs(redis.call('ZRANGE', P .. 'lanes', 0, 255)) do
  if redis.call('XLEN', P .. 'lane:' .. lane) == 0 then
    redis.call('ZREM', P .. 'lanes', lane)
    redis.call('DEL', P .. 'lane:' .. lane)
  end
end

local gone = redis.call('ZRANGEBYSCORE', P .. 'drones:seen', '-inf', at - REMEMBERED, 'LIMIT', 0, max)
for _, drone in ipairs(gone) do
  redis.call('ZREM', P .. 'drones:seen', drone)
  redis.call('HDEL', P .. 'drones', drone)
end
return #over
