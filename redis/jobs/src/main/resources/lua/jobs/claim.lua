-- Gives a drone the first waiting job that it can serve.
--
-- Touches   lanes, and the keys of the job that it finds: lane:<lane>, job:<id>, state:*, leases, freeze,
--           times, claim:<call>, outbox
-- ARGV[2]   drone id
-- ARGV[3]   a name for this call: the same call again gets the same job, under a lease that starts anew
-- ARGV[4..] tags of the drone
-- Returns   {specification, fence, length of the lease and between heartbeats (ms)}, or nothing
local drone, call = ARGV[2], ARGV[3]

-- Entries that are passed over at most in one call because their job went another way.
local MAX_STALE = 64

local tags = {}
for i = 4, #ARGV do
  tags[ARGV[i]] = true
end

local function serves(lane)
  for tag in lane:match(':(.*)$'):gmatch('[^,]+') do
    if not tags[tag] then
      return false
    end
  end
  return true
end

-- The next new entry of a lane: entry id and job id, or nil.
local function read(stream)
  local found = redis.pcall('XREADGROUP', 'GROUP', 'drones', drone, 'COUNT', 1, 'STREAMS', stream, '>')
  if found and found.err then
    if redis.call('EXISTS', stream) == 0 then
      return nil
    end
    -- From the start, not from now: jobs wait already.
    redis.call('XGROUP', 'CREATE', stream, 'drones', '0')
    found = redis.call('XREADGROUP', 'GROUP', 'drones', drone, 'COUNT', 1, 'STREAMS', stream, '>')
  end
  if not found then
    return nil
  end
  local entry = found[1][2][1]
  return entry[1], entry[2][2]
end

local function take(job, at)
  local key = P .. 'job:' .. job.id
  local fence = redis.call('HINCRBY', key, 'fence', 1)
  local lease, beat = time_of('lease'), time_of('beat')
  redis.call('HSET', key, 'state', 'running', 'last', 'claim', 'owner', drone, 'claim', call,
      'started', at, 'reported', 0, 'lease', lease, 'beat', beat)
  relist(job, 'running')
  redis.call('ZADD', P .. 'leases', at + lease, job.id)
  redis.call('SET', P .. 'claim:' .. call, job.id, 'PX', lease)
  tell('started', job.id, fence, at, ',"drone":"' .. drone .. '"')
  return {job.more, fence, lease, beat}
end

local earlier = redis.call('GET', P .. 'claim:' .. call)
if earlier then
  local job = redis.call('HMGET', P .. 'job:' .. earlier, 'claim', 'state', 'spec', 'fence', 'lease', 'beat')
  if job[1] == call and job[2] == 'running' then
    -- Its drone hears of the lease only now.
    redis.call('ZADD', P .. 'leases', now() + job[5], earlier)
    return {job[3], job[4], job[5], job[6]}
  end
end
if frozen() then
  return nil
end

local at = now()
local stale = 0
for _, lane in ipairs(redis.call('ZREVRANGE', P .. 'lanes', 0, -1)) do
  if serves(lane) then
    local stream = P .. 'lane:' .. lane
    local entry, id = read(stream)
    while entry do
      local job = load(id, 'spec')
      if job and job.state == 'waiting' and job.entry == entry then
        return take(job, at)
      end
      redis.call('XACK', stream, 'drones', entry)
      redis.call('XDEL', stream, entry)
      stale = stale + 1
      if stale == MAX_STALE then
        return nil
      end
      entry, id = read(stream)
    end
  end
end
return nil
