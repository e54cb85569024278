-- Lets jobs rise that have waited long, where jobs of higher levels wait too: each `age` of waiting is worth a
-- level. They go behind those that wait there, as if they had come to that level now.
--
-- Touches   queue, ready:*, fair:*, rooms:*, read, line:*, classes, and the jobs that rise
-- ARGV[2]   level from which they rise: `normal` or `low`
-- ARGV[3]   where to go on among its classes; 0 at first
-- ARGV[4]   how many jobs rise at most
-- Returns   {where to go on, 0 at the end; how many rose}
local FROM, LEFT = ARGV[2], tonumber(ARGV[4])
local NEXT, RANK = {low = 'normal', normal = 'high'}, {low = 0, normal = 1, high = 2}
local TO, AGE = NEXT[FROM], setting('age', 10 * 60 * 1000)
-- Classes that are looked at, rooms of each, and jobs that are read together.
local CLASSES, ROOMS, SOME = 32, 32, 16

-- Whether it has waited for all levels up to the next one.
local function aged(job)
  return AT - job.ready >= AGE * (RANK[TO] - RANK[job.level])
end

-- Lets the first of a line rise, as far as they have waited long enough. Those that went another way are passed.
local function rise(class, room)
  local risen, last, done = 0, nil, false
  local entries = unread(FROM, class, room, math.min(SOME, LEFT))
  for _, entry in ipairs(entries) do
    local job = load(entry[2][2])
    if job and job.state == 'waiting' and job.entry == FROM .. '/' .. entry[1] then
      if not aged(job) then
        done = true
        break
      end
      on_line(job, TO, true)
      save(job)
      risen = risen + 1
    end
    last = entry[1]
  end
  if last then
    redis.call('HSET', P .. 'read', FROM .. ':' .. class .. ':' .. room, last)
  end
  if risen > 0 then
    count(FROM, class, -risen)
    LEFT = LEFT - risen
  end
  return not done and #entries > 0
end

local function higher_wait()
  return redis.call('EXISTS', P .. 'ready:high') == 1 or TO == 'normal' and redis.call('EXISTS', P .. 'ready:normal') == 1
end

if AGE == 0 or not higher_wait() then
  return {'0', 0}
end
local classes = redis.call('HSCAN', P .. 'ready:' .. FROM, ARGV[3], 'COUNT', CLASSES)
for i = 1, #classes[2], 2 do
  local class = classes[2][i]
  for _, room in ipairs(redis.call('ZRANGE', P .. 'fair:' .. FROM .. ':' .. class, 0, ROOMS - 1)) do
    while LEFT > 0 and rise(class, room) do
      -- There may be more.
    end
  end
end
return {classes[1], ARGV[4] - LEFT}
