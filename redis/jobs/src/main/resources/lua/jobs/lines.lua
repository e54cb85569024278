-- How many jobs wait in classes, and how long.
--
-- Touches   ready:*, rooms:*, read, line:*, jobs
-- ARGV[2..] classes
-- Returns   {{waiting, how long the first of them has waited (ms)}...} in the same order
local ROOMS = 32

-- Since when the first waits that was not read.
local function since(level, class, room)
  local first = unread(level, class, room, 1)[1]
  local job = first and load(first[2][2])
  return job and job.state == 'waiting' and tonumber(job.ready) or AT
end

local answers = {}
for i = 2, #ARGV do
  local waiting, first = 0, AT
  for _, level in ipairs(LEVELS) do
    local some = tonumber(redis.call('HGET', P .. 'ready:' .. level, ARGV[i]) or 0)
    waiting = waiting + some
    if some > 0 then
      for n, room in ipairs(redis.call('SMEMBERS', P .. 'rooms:' .. level .. ':' .. ARGV[i])) do
        first = n > ROOMS and first or math.min(first, since(level, ARGV[i], room))
      end
    end
  end
  answers[#answers + 1] = {waiting, AT - first}
end
return answers
