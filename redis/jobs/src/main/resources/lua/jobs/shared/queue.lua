-- Put before each script of the queue: its clock, what holds for all of it, and its news.
--
-- KEYS[1]  the prefix of the queue's keys, with its hash tag: every key below is built from it and so
--          lies in the same slot
-- ARGV[1]  milliseconds to add to the server's clock; 0 outside tests
local P = KEYS[1]

-- Now, in ms; the same all through a script.
local AT
do
  local time = redis.call('TIME')
  AT = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
end

-- What holds for the whole queue. No caller brings times of its own: all of them go by these.
local QUEUE
do
  local v = redis.call('HMGET', P .. 'queue', 'lease', 'beat', 'alive', 'retention', 'frozen', 'controls',
      'limits', 'idle', 'most', 'mostofroom', 'shun', 'quarantine', 'version', 'deadlines')
  QUEUE = {
    lease = tonumber(v[1]) or 6000, beat = tonumber(v[2]) or 2000, alive = tonumber(v[3]) or 10000,
    retention = tonumber(v[4]) or 30 * 24 * 60 * 60 * 1000, frozen = v[5] == '1',
    controls = tonumber(v[6]) or 0, limits = tonumber(v[7]) or 0, idle = tonumber(v[8]) or 0,
    most = tonumber(v[9]) or 100000, mostofroom = tonumber(v[10]) or 10000,
    shun = tonumber(v[11]) or 10000, quarantine = tonumber(v[12]) or 3, version = v[13] or '0',
  }
end

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

-- A text within JSON.
local function quoted(text)
  return cjson.encode(tostring(text))
end
