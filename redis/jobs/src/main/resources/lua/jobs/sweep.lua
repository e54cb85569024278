-- Puts right what somebody deleted by hand, or what a crash of Redis lost of one key and not of
-- another: the hash of a job is the truth.
--
-- Touches   open, and of the jobs that it finds there: job:<id>, ready:*, fair:*, line:*, leases, delayed, held
-- ARGV[2]   from which place of the open jobs on
-- ARGV[3]   how many
-- Returns   {the place to go on at, 0 at the end; how many were put right}
local from, max, mended = tonumber(ARGV[2]), tonumber(ARGV[3]), 0

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
  if redis.call('HEXISTS', P .. 'ready:' .. level, job.class) == 0
      or not redis.call('ZSCORE', P .. 'fair:' .. level .. ':' .. job.class, job.room)
      or #redis.call('XRANGE', line, entry, entry) == 0 then
    return true
  end
  local read = read_up_to(line)
  return read and not after(entry, read)
end

local function mend(job)
  if job.state == 'waiting' and lost_its_place(job) then
    local level = place_of(job)
    if redis.call('HEXISTS', P .. 'ready:' .. level, job.class) == 1 then
      count(level, job.class, -1)
    end
    on_line(job, level)
    save(job)
  elseif job.state == 'running' and not redis.call('ZSCORE', P .. 'leases', job.id) then
    redis.call('ZADD', P .. 'leases', AT + job.lease, job.id)
  elseif job.state == 'delayed' and not redis.call('ZSCORE', P .. 'delayed', job.id) then
    redis.call('ZADD', P .. 'delayed', job.ready, job.id)
  elseif job.state == 'held' and not redis.call('ZSCORE', P .. 'held', job.id) then
    redis.call('ZADD', P .. 'held', AT, job.id)
  else
    return
  end
  mended = mended + 1
end

local ids = redis.call('ZRANGE', P .. 'open', from, from + max - 1)
for _, id in ipairs(ids) do
  local job = load(id)
  if not job or job.ended ~= '-' then
    redis.call('ZREM', P .. 'open', id)
  else
    mend(job)
  end
end
return {#ids == max and from + max or 0, mended}
