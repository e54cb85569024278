-- Writes everything that one decision changes, or nothing: all checks come before the first write,
-- because a script that fails half-way is not rolled back.
--
-- KEYS[1]    string  what repeats of the intent are told: digest|outcome
-- KEYS[2]    stream  events
-- KEYS[3]    zset    outbox: row id by the time from which it may be taken, ms
-- KEYS[4]    hash    outbox: row id -> row, JSON
-- KEYS[5..]          what the operations name by position
--
-- ARGV[1]    digest  of the arguments, without '|'; empty: not compared
-- ARGV[2]    outcome JSON
-- ARGV[3]    keep    how long repeats are detected, ms
-- ARGV[4]    actor   peer id
-- ARGV[5]    request chosen by the caller
-- ARGV[6]    at      time of the intent, ms
-- ARGV[7]    schema  of the events' payloads
-- ARGV[8..]  operations, each a name and its operands. `key` is a position in KEYS, `subject` is
--            kind:id. Puts come before events, withdrawals before what is owed.
--
-- Returns {'committed', number} or {'repeated', outcome}, {'reused'}, {'guarded', flag, actual},
-- {'conflict', subject}, {'taken', lookup, name, by}.

local FIRST = 8
local OPERANDS = {
  guard = 3, -- key flag expected
  number = 4, -- key(sequence) key(lookup) subject id: gives the subject the room's next number
  share = 2, -- subject number: gives the subject a number that is another's too
  put = 4, -- key subject expected json: expected is the version it was decided on, 0 for none
  rank = 3, -- key id rank
  unrank = 2, -- key id
  bind = 4, -- key lookup name id
  unbind = 2, -- key name
  set = 2, -- key value
  event = 4, -- type room subject payload
  withdraw = 1, -- row id
  owe = 3, -- row id, due ms, row
  join = 3, -- row id, due ms, row: a row that is there keeps its time, if that is later
}

local function key(position)
  return KEYS[tonumber(position)]
end

-- Calls the handler of each operation in turn, until one returns something.
local function each(handlers)
  local at = FIRST
  while at <= #ARGV do
    local handle = handlers[ARGV[at]]
    local refusal = handle and handle(ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4])
    if refusal then
      return refusal
    end
    at = at + 1 + OPERANDS[ARGV[at]]
  end
end

local earlier = redis.call('GET', KEYS[1])
if earlier then
  local digest, outcome = string.match(earlier, '^([^|]*)|(.*)$')
  if digest == '' or ARGV[1] == '' or digest == ARGV[1] then
    return { 'repeated', outcome }
  end
  return { 'reused' }
end

local numbers = {} -- subject -> short number, as text
local owners = {} -- lookup and name -> id that has it so far; false: nobody

local refusal = each({
  guard = function(at, flag, expected)
    local actual = redis.call('GET', key(at)) or ''
    if actual ~= expected then
      return { 'guarded', flag, actual }
    end
  end,
  put = function(at, subject, expected)
    -- The head is enough to tell version and number, however large the state is.
    local head = redis.call('GETRANGE', key(at), 0, 40)
    local version, number = string.match(head, '^(%d+) (%d+) ')
    if (version or '0') ~= expected then
      return { 'conflict', subject }
    end
    numbers[subject] = number or '0'
  end,
  bind = function(at, lookup, name, id)
    local slot = at .. ' ' .. name
    local owner = owners[slot]
    if owner == nil then
      owner = redis.call('HGET', key(at), name)
    end
    if owner and owner ~= id then
      return { 'taken', lookup, name, owner }
    end
    owners[slot] = id
  end,
  unbind = function(at, name)
    owners[at .. ' ' .. name] = false
  end,
})
if refusal then
  return refusal
end

local given = '0' -- the number that this commit gives out
local spoken = '0' -- the number of events whose subject has none of its own

each({
  number = function(sequence, lookup, subject, id)
    given = tostring(redis.call('INCR', key(sequence)))
    redis.call('HSET', key(lookup), given, id)
    numbers[subject] = given
    spoken = given
  end,
  share = function(subject, number)
    numbers[subject] = number
  end,
  put = function(at, subject, expected, json)
    if spoken == '0' then
      spoken = numbers[subject]
    end
    redis.call('SET', key(at), (expected + 1) .. ' ' .. numbers[subject] .. ' ' .. json)
  end,
  rank = function(at, id, rank)
    redis.call('ZADD', key(at), rank, id)
  end,
  unrank = function(at, id)
    redis.call('ZREM', key(at), id)
  end,
  bind = function(at, lookup, name, id)
    redis.call('HSET', key(at), name, id)
  end,
  unbind = function(at, name)
    redis.call('HDEL', key(at), name)
  end,
  set = function(at, value)
    redis.call('SET', key(at), value)
  end,
  event = function(kind, room, subject, payload)
    local number = numbers[subject]
    if not number or number == '0' then
      number = spoken
    end
    redis.call('XADD', KEYS[2], '*',
      'v', ARGV[7], 't', kind, 'r', room, 's', subject, 'n', number,
      'a', ARGV[4], 'q', ARGV[5], 'at', ARGV[6], 'p', payload)
  end,
  withdraw = function(row)
    redis.call('ZREM', KEYS[3], row)
    redis.call('HDEL', KEYS[4], row)
  end,
  owe = function(row, due, json)
    redis.call('ZADD', KEYS[3], due, row)
    redis.call('HSET', KEYS[4], row, json)
  end,
  join = function(row, due, json)
    redis.call('ZADD', KEYS[3], 'GT', due, row)
    redis.call('HSET', KEYS[4], row, json)
  end,
})

redis.call('SET', KEYS[1], ARGV[1] .. '|' .. ARGV[2], 'PX', ARGV[3])
return { 'committed', given }
