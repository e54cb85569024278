-- How a job leaves a drone to come again.

-- The newest runs that brought nothing, as `fence drone at end` and code and message in JSON.
local PAST = 10
local function remember(job, ended, code, message)
  local past = P .. 'past:' .. job.id
  redis.call('RPUSH', past, cjson.encode({fence = job.fence, drone = job.owner, at = AT, ['end'] = ended,
    code = code, message = string.sub(message, 1, 500)}))
  redis.call('LTRIM', past, -PAST, -1)
end

-- A drone on which a job went wrong does not get it again before long.
local function shun(job)
  local kept = {}
  for drone in job.shunned:gmatch('[^,-][^,]*') do
    if drone ~= job.owner then
      kept[#kept + 1] = drone
    end
  end
  kept[#kept + 1] = job.owner
  while #kept > 8 do
    table.remove(kept, 1)
  end
  job.shunned = table.concat(kept, ',')
end

-- Takes a job from its drone, to come again.
local function take_back(job)
  redis.call('ZREM', P .. 'leases', job.id)
  detach(job)
  drop_fields(job, 'percent', 'note')
end

local function told_back(job, reason, due)
  tell('requeued', job, ',"reason":"' .. reason .. '","drone":"' .. job.owner .. '"' .. (due and ',"due":' .. due or ''))
end

-- Lets a running job wait again, before all others of its class: it has waited before.
local function requeue(job, last, reason)
  take_back(job)
  job.last = last
  wait_on(job, 'again')
  save(job)
  told_back(job, reason)
end

-- Why a job is given up: what became of the drones that count. Of its oldest runs nobody knows.
local function given_up(job)
  local ends = {lost = 0, release = 0}
  for _, run in ipairs(redis.call('LRANGE', P .. 'past:' .. job.id, -job.lost, -1)) do
    local past = cjson.decode(run)['end']
    ends[past] = (ends[past] or 0) + 1
  end
  local how = ends.lost == job.lost and 'lost with it' or ends.release == job.lost and 'unable to run it'
      or 'lost with it or unable to run it'
  return job.lost .. (job.lost == 1 and ' drone was ' or ' drones were ') .. how .. '.'
end

-- Ends a run for which its drone is to blame, or that went with its drone. After as many the job is
-- dead: it would go round for ever.
local function set_back(job, move, reason, code, message)
  job.lost = job.lost + 1
  if job.lost < plan_of(job).maxlost then
    shun(job)
    requeue(job, move, reason)
  else
    finish(job, 'dead', 'bury', cjson.encode({code = code,
      message = given_up(job) .. ' The last time: ' .. message}))
  end
end

-- Lets a running job come again at a time.
local function postpone(job, last, due)
  take_back(job)
  job.last = last
  delay(job, due)
  save(job)
  told_back(job, last, due)
end

-- Notes that a job went wrong by a drone's fault. A drone on which that happens to several jobs
-- within ten minutes gets no more.
local BLAME_WINDOW = 10 * 60 * 1000
local function blame(job)
  local most = setting('quarantine', 3)
  if most == 0 then
    return
  end
  local blamed = P .. 'blame:' .. job.owner
  redis.call('ZADD', blamed, AT, job.id)
  redis.call('ZREMRANGEBYSCORE', blamed, '-inf', AT - BLAME_WINDOW)
  redis.call('PEXPIRE', blamed, BLAME_WINDOW)
  local jobs = redis.call('ZCARD', blamed)
  if jobs >= most and redis.call('HSETNX', P .. 'controls', 'drone:' .. job.owner, 'quarantined') == 1 then
    redis.call('HINCRBY', P .. 'queue', 'controls', 1)
    owe('quarantined:' .. job.owner .. ':' .. AT, 'quarantined', AT, '"drone":"' .. job.owner .. '","jobs":' .. jobs)
  end
end
