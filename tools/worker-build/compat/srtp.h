// The worker is written for libsrtp 3; distributions carry libsrtp 2. This header offers the calls
// of version 3 that the worker makes, on top of version 2. Three things differ: a policy is an
// object behind a pointer, sizes are size_t, and a packet may go from one buffer to another.
#pragma once

#include <openssl/crypto.h>
#include <srtp2/srtp.h>

#include <array>
#include <cstdint>
#include <cstring>

// Only version 3 returns these two. The values are free ones inside the range of version 2's enum.
constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(30);
constexpr auto srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(31);

struct Srtp3Policy
{
	srtp_policy_t version2{};
	// Version 2 wants key and salt one after the other.
	std::array<unsigned char, SRTP_MAX_KEY_LEN> keyAndSalt{};
};

inline srtp_err_status_t srtp_policy_create(Srtp3Policy** policy)
{
	*policy = new Srtp3Policy();

	return srtp_err_status_ok;
}

inline void srtp_policy_destroy(Srtp3Policy* policy)
{
	OPENSSL_cleanse(policy->keyAndSalt.data(), policy->keyAndSalt.size());

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(Srtp3Policy* policy, srtp_ssrc_t ssrc)
{
	policy->version2.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(Srtp3Policy* policy, srtp_profile_t profile)
{
	const auto err = srtp_crypto_policy_set_from_profile_for_rtp(&policy->version2.rtp, profile);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->version2.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  Srtp3Policy* policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t mkiLen)
{
	auto& keyAndSalt = policy->keyAndSalt;

	// The worker never uses a master key identifier; one that came would be lost, so refuse it.
	if (mkiLen != 0 || keyLen > keyAndSalt.size() || saltLen > keyAndSalt.size() - keyLen)
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(keyAndSalt.data(), key, keyLen);
	std::memcpy(keyAndSalt.data() + keyLen, salt, saltLen);
	policy->version2.key = keyAndSalt.data();

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(Srtp3Policy* policy, bool allow)
{
	policy->version2.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(Srtp3Policy* policy, size_t packets)
{
	policy->version2.window_size = packets;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, const Srtp3Policy* policy)
{
	return ::srtp_create(session, &policy->version2);
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrcInNetworkOrder)
{
	return ::srtp_remove_stream(session, ssrcInNetworkOrder);
}

using Srtp2InPlace = srtp_err_status_t (*)(srtp_t, void*, int*);

// Version 2 changes the packet where it lies and trusts that `growth` bytes are free behind it.
// Version 3 is told how much room there is (`*outLen`), so the check belongs here.
inline srtp_err_status_t srtp2InPlace(
  Srtp2InPlace call,
  srtp_t session,
  const uint8_t* in,
  size_t inLen,
  uint8_t* out,
  size_t* outLen,
  size_t growth)
{
	if (inLen + growth > *outLen)
	{
		return srtp_err_status_buffer_small;
	}

	if (in != out)
	{
		std::memmove(out, in, inLen);
	}

	auto len       = static_cast<int>(inLen);
	const auto err = call(session, out, &len);

	if (err == srtp_err_status_ok)
	{
		*outLen = static_cast<size_t>(len);
	}

	return err;
}

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return srtp2InPlace(::srtp_protect, session, rtp, rtpLen, srtp, srtpLen, SRTP_MAX_TRAILER_LEN);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return srtp2InPlace(::srtp_unprotect, session, srtp, srtpLen, rtp, rtpLen, 0);
}

// SRTCP adds the four bytes of its index to the trailer.
inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return srtp2InPlace(
	  ::srtp_protect_rtcp, session, rtcp, rtcpLen, srtcp, srtcpLen, SRTP_MAX_TRAILER_LEN + 4);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return srtp2InPlace(::srtp_unprotect_rtcp, session, srtcp, srtcpLen, rtcp, rtcpLen, 0);
}

// From here on the worker's `srtp_policy_t` is the object behind a pointer.
using srtp3_policy_t = Srtp3Policy*;
#define srtp_policy_t srtp3_policy_t
