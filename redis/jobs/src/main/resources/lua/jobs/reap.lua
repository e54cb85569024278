-- Does what time brings: leases and deadlines that ended, delayed jobs that are due, drones that have
-- not been heard of for a day, and what holds them up. A bounded part of each; to be called again while it
-- returns as many as the bound.
--
-- Touches   leases, deadlines, delayed, and the keys of the jobs that it finds there; dead, drones,
--           drones:seen, blame:*, controls, queue, limits, running:*, held:*, outbox
-- ARGV[2]   how many of each at most
-- Returns   how many leases it dealt with
local max = tonumber(ARGV[2])
local REMEMBERED = 24 * 60 * 60 * 1000

local function lose(job)
  if job.mark == 'c' then
    finish_cancelled(job, why_cancelled(job), 'reap')
    return
  end
  if job.run ~= '0' and AT >= job.started + job.run then
    remember(job, 'expire', 'timeout', 'It ran longer than it may.')
    finish(job, 'failed', 'expire', cjson.encode({code = 'timeout',
      message = 'It ran longer than it may, and its drone did not stop it.'}))
    return
  end
  local why = 'The drone was not heard of any more.'
  remember(job, 'lost', 'drone-lost', why)
  blame(job)
  set_back(job, 'reap', 'lost', 'drones-lost', why)
end

local function expire(job)
  local plan = plan_of(job)
  local late = plan.total > 0 and AT >= job.at + plan.total
  finish(job, 'failed', 'expire', cjson.encode({
    code = late and 'too-late' or 'waited-too-long',
    message = late and 'It was not done in the time that it had.' or 'No drone took it in the time that it may wait.',
  }))
end

local over = redis.call('ZRANGEBYSCORE', P .. 'leases', '-inf', AT, 'LIMIT', 0, max)
for _, id in ipairs(over) do
  local job = load(id)
  if job and job.state == 'running' then
    lose(job)
  else
    redis.call('ZREM', P .. 'leases', id)
  end
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'deadlines', '-inf', AT, 'LIMIT', 0, max)) do
  redis.call('ZREM', P .. 'deadlines', id)
  local job = load(id)
  if job and job.ended == '-' then
    expire(job)
  end
end

promote(max)

-- A job that a limit let in may end without a run, or find no drone; then others may go on.
if setting('limits', 0) > 0 then
  local all = limits()
  for _, name in ipairs(redis.call('HKEYS', P .. 'limits')) do
    all.admit(name, max)
  end
end

local gone = redis.call('ZRANGEBYSCORE', P .. 'drones:seen', '-inf', AT - REMEMBERED, 'LIMIT', 0, max)
for _, drone in ipairs(gone) do
  redis.call('ZREM', P .. 'drones:seen', drone)
  redis.call('HDEL', P .. 'drones', drone)
end

-- What holds up a drone that nobody knows would cost each claim a look for ever.
if setting('controls', 0) > 0 then
  for _, name in ipairs(redis.call('HKEYS', P .. 'controls')) do
    local drone = name:match('^drone:(.+)$')
    if drone and not redis.call('ZSCORE', P .. 'drones:seen', drone) then
      redis.call('HDEL', P .. 'controls', name)
      redis.call('HSET', P .. 'queue', 'controls', redis.call('HLEN', P .. 'controls'))
    end
  end
end
return #over
