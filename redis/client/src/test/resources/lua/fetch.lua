-- Returns the value of KEYS[1], or nothing.
return redis.call('GET', KEYS[1])
