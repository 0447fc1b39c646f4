using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace SmartMoney.Gateway.Routing;

/// <summary>
/// The proxy brings data protection along for its session affinity, which is not used here. Left alone it would write a key ring to
/// the home folder at every first start; this keeps it in memory, where nobody asks for it.
/// </summary>
internal static class NoKeys
{
    internal static void KeepNoKeys(this WebApplicationBuilder builder) => builder.Services.Configure<KeyManagementOptions>(static options =>
    {
        options.XmlRepository = new InMemory();
        options.XmlEncryptor = new NullXmlEncryptor();
    });

    private sealed class InMemory : IXmlRepository
    {
        private readonly Lock _gate = new();
        private readonly List<XElement> _keys = [];

        public IReadOnlyCollection<XElement> GetAllElements()
        {
            lock (_gate)
                return [.. _keys];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            lock (_gate)
                _keys.Add(element);
        }
    }
}
