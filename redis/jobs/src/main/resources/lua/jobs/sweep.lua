-- Puts right what somebody deleted by hand, or what a crash of Redis lost of one key and not of
-- another: what `jobs` says of a job is the truth.
--
-- Touches   jobs, busy, and of the jobs that it finds there: job:<id>, ready:*, classes, fair:*, rooms:*, read, line:*,
--           leases, delayed, held*, refills; and dead
-- ARGV[2]   where to go on among the open jobs, 0 at first
-- ARGV[3]   about how many
-- Returns   {where to go on, 0 at the end; how many were put right}
local mended = 0

-- Whether one entry comes after another.
local function after(one, other)
  local ms, seq = one:match('^(%d+)-(%d+)$')
  local otherms, otherseq = other:match('^(%d+)-(%d+)$')
  ms, otherms = tonumber(ms), tonumber(otherms)
  return ms > otherms or ms == otherms and tonumber(seq) > tonumber(otherseq)
end

local function lost_its_place(job)
  local level, entry = place_of(job)
  local line = line_of(level, job.class, job.room)
  if not redis.call('ZSCORE', P .. 'fair:' .. level .. ':' .. job.class, job.room)
      or #redis.call('XRANGE', line, entry, entry) == 0 then
    return true
  end
  local read = read_up_to(level, job.class, job.room)
  return read and not after(entry, read)
end

-- Lanes whose count does not fit the jobs that wait in them.
local miscounted = {}

local function mend_waiting(job)
  local level, entry = place_of(job)
  if redis.call('HSETNX', P .. 'classes', job.class, AT) == 1 then
    reclassified()
    mended = mended + 1
  end
  if redis.call('SADD', P .. 'rooms:' .. level .. ':' .. job.class, job.room) == 1
      or redis.call('HEXISTS', P .. 'ready:' .. level, job.class) == 0 then
    miscounted[level .. ':' .. job.class] = {level, job.class}
  end
  if lost_its_place(job) then
    redis.call('XDEL', line_of(level, job.class, job.room), entry)
    redis.call('HDEL', P .. 'read', level .. ':' .. job.class .. ':' .. job.room)
    on_line(job, level)
    save(job)
    miscounted[level .. ':' .. job.class] = {level, job.class}
  end
end

-- Whether a held job is where its limit looks for it.
local function limit_lost(job)
  local name = field_of(job, 'limit')
  return name and redis.call('ZADD', P .. 'held:' .. name, job.at, job.id) == 1
end

-- Sees to it that somebody looks again when there is a token for a held job. Where there is no place either,
-- that look changes nothing.
local function watch_rate(job)
  local name = field_of(job, 'limit')
  local value = name and redis.call('HGET', P .. 'limits', name)
  if value and limits().read(value).jobs > 0 then
    redis.call('ZADD', P .. 'refills', 'NX', AT, name)
  end
end

-- Lets a job go on that a limit holds which has ended, if it is one.
local function outlived(job)
  local name = field_of(job, 'limit')
  if not name or redis.call('HEXISTS', P .. 'limits', name) == 1 then
    return false
  end
  redis.call('ZREM', P .. 'held:' .. name, job.id)
  limits().free(job)
  return true
end

local function mend(job)
  if job.state == 'waiting' then
    mend_waiting(job)
    return
  elseif job.state == 'running' and not redis.call('ZSCORE', P .. 'leases', job.id) then
    redis.call('ZADD', P .. 'leases', AT + job.lease, job.id)
  elseif job.state == 'delayed' and not redis.call('ZSCORE', P .. 'delayed', job.id) then
    redis.call('ZADD', P .. 'delayed', job.ready, job.id)
  elseif job.state == 'held' and outlived(job) then
    mended = mended + 1
    return
  elseif job.state == 'held' and (redis.call('ZADD', P .. 'held', 'NX', AT, job.id) == 1 or limit_lost(job)) then
    limit_lost(job)
  else
    return
  end
  mended = mended + 1
end

-- Counts anew how many jobs of each room are open, where somebody deleted a count.
local function recount_rooms()
  local counted, rooms = 0, {}
  for _, many in ipairs(redis.call('HVALS', P .. 'busy')) do
    counted = counted + many
  end
  if counted == redis.call('HLEN', P .. 'jobs') then
    return
  end
  for _, words in ipairs(redis.call('HVALS', P .. 'jobs')) do
    local room = words:match('(%S+) %S+$')
    rooms[room] = (rooms[room] or 0) + 1
  end
  redis.call('DEL', P .. 'busy')
  for room, many in pairs(rooms) do
    redis.call('HSET', P .. 'busy', room, many)
  end
  mended = mended + 1
end

-- Letters of jobs that are not kept any more.
for _, letter in ipairs(redis.call('XRANGE', P .. 'dead', '-', '+', 'COUNT', 16)) do
  if redis.call('HEXISTS', P .. 'specs', letter[2][2]) == 0 then
    redis.call('XDEL', P .. 'dead', letter[1])
  end
end

local some = redis.call('HSCAN', P .. 'jobs', ARGV[2], 'COUNT', ARGV[3])
for i = 1, #some[2], 2 do
  local id = some[2][i]
  local job = load(id)
  if job then
    mend(job)
    if job.state == 'held' then
      watch_rate(job)
    end
  else
    redis.call('HDEL', P .. 'jobs', id)
  end
end
for _, lane in pairs(miscounted) do
  recount(lane[1], lane[2])
  mended = mended + 1
end
if some[1] == '0' then
  recount_rooms()
end
return {some[1], mended}
