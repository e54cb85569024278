-- Puts jobs in, each once: the same id again changes nothing. Ends at the first that is refused.
--
-- Touches   jobs, specs, job:<id>, classes, ready:*, fair:*, line:*, bell:*, open:*, busy, delayed, held, needs:<id>,
--           feeds:<id>, once:*, deadlines, queue, outbox, and what a job that is replaced touches at its end
-- ARGV[2..4] level, class and room, when all of them only have to wait there; else three times nothing
-- ARGV[5]   a letter for each job: t for a usual job that is told, q for a usual one that is quiet, else -
-- ARGV[6]   what few jobs have, or nothing: JSON of which job (1 for the first) -> delay (ms), deps (ids), keys,
--           once {key, window (ms), last}
-- ARGV[7..] two of each job: id; its words and specification (see job.lua)
-- Returns   of each job a word, and what belongs to it: queued, known, frozen, draining, same ID,
--           full SCOPE LIMIT, missing ID
local call, level, class, room = redis.call, ARGV[2], ARGV[3], ARGV[4]
local lane, answers = level .. ':' .. class, {}

local ids = {}
for i = 7, #ARGV, 2 do
  ids[#ids + 1] = ARGV[i]
end
local coming = #ids

-- Whether there is none of these jobs.
local function unknown()
  local words = call('HMGET', P .. 'jobs', unpack(ids))
  for n = 1, coming do
    if words[n] then
      return false
    end
  end
  return true
end

local q = call('HMGET', P .. 'queue', 'frozen', 'controls', 'most', 'mostofroom', 'idle', 'sum', 'summed')
if level == '' or q[1] == '1' or q[2] and q[2] ~= '0'
    or open_jobs(q[6], q[7], tonumber(q[3]) or MOST, coming) + coming > (tonumber(q[3]) or MOST)
    or not unknown() then
  return seldom().submit()
end
local had = open_jobs_of(room)
if had + coming > (tonumber(q[4]) or MOST_OF_ROOM) then
  return seldom().submit()
end

-- Most jobs join others of their room. A line that is there has its class and its room where a claim
-- looks for them. The first of a line goes the other way, before anything is written.
local line, new, words, specs, had_it = P .. 'line:' .. lane .. ':' .. room, {}, {}, {}, {}
local begun, came = ' submit' .. FRESH .. AT .. UNTRIED, ' ' .. room .. ' ' .. AT
for n, id in ipairs(ids) do
  -- The call may have it twice.
  if had_it[id] then
    answers[n] = 'known'
  else
    local entry = call('XADD', line, 'NOMKSTREAM', '*', 'job', id)
    if not entry then
      return seldom().submit()
    end
    had_it[id], answers[n], new[#new + 1] = true, 'queued', id
    words[#words + 1], words[#words + 2] = id,
        'waiting - 0 ' .. level .. '/' .. entry .. begun .. ARGV[5]:sub(n, n) .. came
    local spec = ARGV[2 * n + 6]
    specs[#specs + 1], specs[#specs + 2] = id, spec
    if spec:byte() == 49 then
      owe('queued:' .. id .. ':0', 'queued', AT, '"job":"' .. id .. '","fence":0')
    end
  end
end
call('HSET', P .. 'jobs', unpack(words))
call('HSET', P .. 'specs', unpack(specs))
opened(room, had, unpack(new))
call('HINCRBY', P .. 'ready:' .. level, class, #new)
ring(class, #new, q[5])
return answers
