-- Tells of the first jobs of a class that no live drone can serve them, or that one can again.
--
-- Touches   ready:*, rooms:*, read, line:*, jobs, job:<id>, outbox
-- ARGV[2]   class
-- ARGV[3]   why, in words; empty when nothing keeps them any more
-- ARGV[4]   of about how many jobs; at least the first of each line
-- Returns   of how many it told
local class, why, max, told = ARGV[2], ARGV[3], tonumber(ARGV[4]), 0

-- A text within JSON.
local function quoted(text)
  return cjson.encode(tostring(text))
end

local function tell_of(job)
  if (field_of(job, 'why') or '') == why then
    return
  end
  if why == '' then
    drop_fields(job, 'why')
    tell('kept', job)
  else
    set_fields(job, 'why', why)
    tell('kept', job, ',"why":' .. quoted(why))
  end
  told = told + 1
end

local found = {}
for _, level in ipairs(LEVELS) do
  for _, room in ipairs(redis.call('SMEMBERS', P .. 'rooms:' .. level .. ':' .. class)) do
    found[#found + 1] = {level, room}
  end
end
for _, line in ipairs(found) do
  for _, entry in ipairs(unread(line[1], class, line[2], math.max(1, math.floor(max / #found)))) do
    local job = load(entry[2][2])
    if job and job.state == 'waiting' then
      tell_of(job)
    end
  end
end
return told
