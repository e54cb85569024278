-- Puts jobs in, each once: the same id again changes nothing. Ends at the first that is refused.
--
-- Touches   jobs, specs, job:<id>, classes, ready:*, fair:*, line:*, bell:*, busy, delayed, held, needs:<id>,
--           feeds:<id>, once:*, deadlines, outbox, and what a job that is replaced touches at its end
-- ARGV[2..4] level, class and room, when all of them only have to wait there and none is there twice; else three
--           times nothing
-- ARGV[5]   a letter for each job: t for a usual job that is told, q for a usual one that is quiet, else -
-- ARGV[6]   what few jobs have, or nothing: JSON of which job (1 for the first) -> delay (ms), deps (ids), keys,
--           once {key, window (ms), last}
-- ARGV[7..] two of each job: id; its words and specification (see job.lua)
-- Returns   of each job a word, and what belongs to it: queued, known, frozen, draining, same ID,
--           full SCOPE LIMIT, missing ID
local call, level, class, room = redis.call, ARGV[2], ARGV[3], ARGV[4]
local lane, answers = level .. ':' .. class, {}

local ids, many = {}, (#ARGV - 6) / 2
for n = 1, many do
  ids[n] = ARGV[2 * n + 5]
end

-- Whether there is none of these jobs.
local function unknown()
  local specs = call('HMGET', P .. 'specs', unpack(ids))
  for n = 1, many do
    if specs[n] then
      return false
    end
  end
  return true
end

local q = call('HMGET', P .. 'queue', 'frozen', 'controls', 'most', 'mostofroom', 'idle')
if level == '' or q[1] == '1' or q[2] and q[2] ~= '0' or open_jobs() + many > (tonumber(q[3]) or MOST)
    or open_jobs_of(room) + many > (tonumber(q[4]) or MOST_OF_ROOM) or not unknown() then
  return seldom().submit()
end

-- Most jobs join others of their room. A line that is there has its class and its room where a claim
-- looks for them. The first of a line goes the other way.
local line = P .. 'line:' .. lane .. ':' .. room
if call('EXISTS', line) == 0 then
  return seldom().submit()
end
local kinds, words, begun, came = ARGV[5], {}, ' submit' .. FRESH .. AT .. UNTRIED, ' ' .. room .. ' ' .. AT
for n = 1, many do
  local id, told = ids[n], ARGV[2 * n + 6]:byte() == 49
  words[2 * n - 1], words[2 * n] = id, 'waiting - 0 ' .. level .. '/' .. call('XADD', line, '*', 'job', id) .. begun
      .. kinds:sub(n, n) .. came
  answers[n] = 'queued'
  if told then
    owe('queued:' .. id .. ':0', 'queued', AT, '"job":"' .. id .. '","fence":0')
  end
end
call('HSET', P .. 'jobs', unpack(words))
call('HSET', P .. 'specs', unpack(ARGV, 7))
opened(room, many)
call('HINCRBY', P .. 'ready:' .. level, class, many)
ring(class, many, q[5])
return answers
