// unordered_dense is a faster hash map that distributions do not carry. The worker uses it as a
// drop-in for the standard one, so the standard one answers for it here.
#pragma once

#include <functional>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ankerl::unordered_dense
{
	template<typename Key>
	using hash = std::hash<Key>;

	template<
	  typename Key,
	  typename Value,
	  typename Hash      = hash<Key>,
	  typename Equal     = std::equal_to<Key>,
	  typename Allocator = std::allocator<std::pair<const Key, Value>>>
	using map = std::unordered_map<Key, Value, Hash, Equal, Allocator>;

	template<
	  typename Key,
	  typename Hash      = hash<Key>,
	  typename Equal     = std::equal_to<Key>,
	  typename Allocator = std::allocator<Key>>
	using set = std::unordered_set<Key, Hash, Equal, Allocator>;
} // namespace ankerl::unordered_dense
