-- Put before each script of the queue: its clock, what holds for all of it, and its news. Every
-- function that is made here costs each call a little, so what few scripts need lies elsewhere.
--
-- KEYS[1]  the prefix of the queue's keys, with its hash tag: every key below is built from it and so
--          lies in the same slot
-- ARGV[1]  milliseconds to add to the server's clock; 0 outside tests
local P = KEYS[1]

-- Now, in ms; the same all through a script.
local TIME = redis.call('TIME')
local AT = TIME[1] * 1000 + math.floor(TIME[2] / 1000) + ARGV[1]

-- What holds for the whole queue, in ms where it is a time; the standard where nobody set it. No
-- caller brings times of its own: all of them go by these.
local function setting(name, standard)
  return tonumber(redis.call('HGET', P .. 'queue', name)) or standard
end

local LEASE, BEAT, ALIVE, RETENTION, SHUN, MOST, MOST_OF_ROOM =
    6000, 2000, 10000, 30 * 24 * 60 * 60 * 1000, 10000, 100000, 10000

-- What `now` says of a job that never ran: between what moved it and since when it waits, and between that
-- and its kind.
local FRESH, UNTRIED = ' - - - 0 - - - ', ' 0 0 - - '

-- Writes a row of the outbox. A row that waits longer is brought forward, one that is due earlier
-- stays so: reports that follow each other closely must not put it off for ever.
-- `payload` is the inside of a JSON object.
local function owe(id, kind, due, payload)
  redis.call('HSET', P .. 'outbox:rows', id,
      '{"id":"' .. id .. '","kind":"job.' .. kind .. '","due":'
      .. string.format('%d.%03d', math.floor(due / 1000), due % 1000)
      .. ',"payload":{' .. payload .. '}}')
  redis.call('ZADD', P .. 'outbox', 'LT', due, id)
end

-- Owes news of a job, once for each fence; of a quiet one nothing.
local function tell(kind, job, more)
  if job.told == '1' then
    owe(kind .. ':' .. job.id .. ':' .. job.fence, kind, AT,
        '"job":"' .. job.id .. '","fence":' .. job.fence .. (more or ''))
  end
end
